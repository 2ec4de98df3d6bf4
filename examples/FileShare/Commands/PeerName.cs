namespace FileShare.Commands;

/// <summary>A name for who does not choose one.</summary>
internal static class PeerName
{
    /// <summary>The user's name, as far as it will do as a peer id.</summary>
    public static string OfUser()
    {
        string name = string.Concat(Environment.UserName.Where(letter =>
            char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-'));
        return name.Length > 0 ? name : "somebody";
    }
}
