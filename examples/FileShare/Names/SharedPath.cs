namespace FileShare.Names;

/// <summary>A path within a shared directory. That there is one means that it is safe, whoever wrote it.</summary>
internal sealed record SharedPath
{
    private const int MostLetters = 2048;

    private readonly string[] _names;

    private SharedPath(string text, string[] names)
    {
        Text = text;
        _names = names;
    }

    /// <summary>The path, with slashes.</summary>
    public string Text { get; }

    /// <summary>The last name in it.</summary>
    public string Name => _names[^1];

    /// <summary>The names in it, from the outermost to the file's own.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Reads what another machine, or a user, has written.</summary>
    /// <returns>Null if the path leads out of the directory, or names what is not shared.</returns>
    public static SharedPath? TryParse(string? text)
    {
        if (text is null || text.Length > MostLetters)
            return null;
        string[] names = text.Split('/');
        return names.All(NameRules.IsSafe) ? new SharedPath(text, names) : null;
    }

    public bool Equals(SharedPath? other) => Text == other?.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
