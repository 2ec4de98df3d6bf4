namespace PeerRpc.Core.Tests.Calls;

/// <summary>Remembers what was called.</summary>
internal sealed class CallTest : ICallTest
{
    public List<int> Entered { get; } = [];

    /// <summary>What waiting methods wait for.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<int> Answer(int value, int added = 0)
    {
        Entered.Add(value);
        return Task.FromResult(value + added);
    }

    public async Task Wait(int value, CancellationToken cancellationToken)
    {
        Entered.Add(value);
        await Gate.Task.WaitAsync(cancellationToken);
    }

    public Task Fail() => throw new InvalidOperationException("secret");

    public Task Decline(int length) => throw new PeerApplicationException<string>(new string('x', length), "declined");

    public Task Note(int value)
    {
        Entered.Add(value);
        return Task.CompletedTask;
    }

    public Task<string> Repeat(int length) => Task.FromResult(new string('x', length));
}
