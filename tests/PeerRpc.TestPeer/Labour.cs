using System.Globalization;

namespace PeerRpc.TestPeer;

/// <summary>What a worker serves.</summary>
/// <param name="name">Who it is.</param>
/// <param name="pace">How long a job takes.</param>
/// <param name="log">Gets a line for each job before it is begun; a kill must not lose any.</param>
internal sealed class Labour(string name, TimeSpan pace, StreamWriter log) : ILabour
{
    private readonly Lock _gate = new(); // guards the log

    public async Task<string> Do(int job)
    {
        lock (_gate)
            log.WriteLine(job.ToString(CultureInfo.InvariantCulture));
        await Task.Delay(pace);
        return name;
    }

    public Task<string> DoAgain(int job) => Do(job);
}
