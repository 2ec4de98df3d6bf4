using PeerRpc;

namespace Quickstart.Steps;

/// <summary>Catches a failure and compares it with the one that is due.</summary>
internal sealed class FailureExpectation(Transcript transcript)
{
    /// <summary>Runs something that must fail, and writes down how it did.</summary>
    /// <returns>The exception; null if none came, or another.</returns>
    public async Task<TException?> FailsAsync<TException>(
        string title, PeerErrorCode code, Executed executed, Func<Task> action)
        where TException : PeerRpcException
    {
        try
        {
            await action();
        }
        catch (PeerRpcException error)
        {
            bool held = error is TException && error.Code == code && error.Executed == executed;
            transcript.Check(held, $"{title,-20}  {error.Code}, executed: {error.Executed}");
            transcript.Line($"        {"",-20}  {error.Message}");
            return error as TException;
        }
        transcript.Check(false, $"{title,-20}  nothing was thrown");
        return null;
    }

    /// <summary>Checks something else about the failure that came last.</summary>
    public void Also(bool held, string what) => transcript.Check(held, $"{"",-20}  {what}");
}
