using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.Style;

/// <summary>Which folders of a project use which others of it.</summary>
/// <remarks>
/// A file uses a folder if it names a type of it and can see the folder's namespace, because it imports it or lies
/// below it. What only a comment names does not count.
/// </remarks>
internal sealed class FolderGraph
{
    private readonly Dictionary<(string From, string To), List<string>> _uses = [];

    public FolderGraph(string project)
    {
        SourceFile[] files = [.. SourceFile.All.Where(file => file.Project == project)];
        ILookup<(string Namespace, string Name), string> declared = files
            .SelectMany(file => file.TopLevelTypes, (file, type) => (file, name: SourceFile.NameOf(type)))
            .ToLookup(pair => (pair.file.Namespace, pair.name), pair => pair.file.Folder);
        foreach (SourceFile file in files)
        {
            string[] visible = [.. file.Imports, .. Enclosing(file.Namespace)];
            foreach (string name in Names(file))
            {
                foreach (string folder in visible.SelectMany(space => declared[(space, name)]).Distinct())
                    Add(file, folder, name);
            }
        }
    }

    /// <summary>Every use that is part of a cycle: from, to, and the files with the type they name.</summary>
    public IEnumerable<string> Cycles() => _uses
        .Where(use => Reaches(use.Key.To, use.Key.From, []))
        .Select(use => $"{Show(use.Key.From)} -> {Show(use.Key.To)}: {string.Join(", ", use.Value)}");

    /// <summary>The folders that a folder uses.</summary>
    public IEnumerable<string> UsedBy(string folder) =>
        _uses.Keys.Where(use => use.From == folder).Select(use => use.To).Order(StringComparer.Ordinal);

    private static string Show(string folder) => folder.Length == 0 ? "(root)" : folder;

    private static IEnumerable<string> Names(SourceFile file) =>
        file.Root.DescendantNodes().OfType<SimpleNameSyntax>().Select(name => name.Identifier.Text).Distinct();

    private static IEnumerable<string> Enclosing(string space)
    {
        for (string outer = space; outer.Length > 0; outer = outer[..int.Max(outer.LastIndexOf('.'), 0)])
            yield return outer;
    }

    private void Add(SourceFile file, string folder, string name)
    {
        if (folder == file.Folder)
            return;
        if (!_uses.TryGetValue((file.Folder, folder), out List<string>? files))
            _uses[(file.Folder, folder)] = files = [];
        files.Add($"{file.Name} names {name}");
    }

    private bool Reaches(string from, string to, HashSet<string> seen) =>
        from == to || (seen.Add(from) && UsedBy(from).ToArray().Any(next => Reaches(next, to, seen)));
}
