using FileShare.Contracts;
using FileShare.Folders;
using FileShare.Names;
using FileShare.Transfers;

namespace FileShare.Fetches;

/// <summary>
/// Gathers what is to be fetched, and where to: the gate through which every name from elsewhere has to go.
/// </summary>
internal sealed class FetchList(TargetFolder target)
{
    private readonly List<FetchJob> _jobs = [];
    private readonly List<string> _refused = [];

    /// <summary>What is to be fetched.</summary>
    public IReadOnlyList<FetchJob> Jobs => _jobs;

    /// <summary>What cannot be stored here, and why.</summary>
    public IReadOnlyList<string> Refused => _refused;

    /// <summary>Adds a file that another peer has listed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="skip">How many names at the beginning of its path are left out here.</param>
    public void Add(SharedFile file, int skip = 0)
    {
        if (SharedPath.TryParse(file.Path) is not { } there
            || SharedPath.TryParse(string.Join('/', there.Names.Skip(skip))) is not { } here)
            _refused.Add("A name that is not safe to use on this machine.");
        else if (target.Locate(here) is not { } at)
            _refused.Add($"'{here}': there is a link on the way that leads elsewhere.");
        else if (file.Length < 0 || !target.TryClaim(here))
            _refused.Add($"'{here}': another file would have the same name here.");
        else
            _jobs.Add(new FetchJob(file, here, at));
    }
}
