using System.Collections.Concurrent;

namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>What the policies of a test allow.</summary>
internal sealed class PolicyRules
{
    public ConcurrentQueue<string> Asked { get; } = new();

    public Func<string, bool> Register { get; set; } = _ => true;

    public Func<string, bool> Send { get; set; } = _ => true;

    /// <summary>What a policy waits for before it answers; it is not told of the cancellation.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    public async ValueTask<bool> AskAsync(string question, bool answer, CancellationToken cancellationToken)
    {
        Asked.Enqueue(question);
        await Before.WaitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return answer;
    }
}
