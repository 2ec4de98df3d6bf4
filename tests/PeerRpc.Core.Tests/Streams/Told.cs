namespace PeerRpc.Core.Tests.Streams;

/// <summary>A progress that is told on the thread which brings the report.</summary>
internal sealed class Told<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
