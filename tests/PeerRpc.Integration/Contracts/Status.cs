namespace PeerRpc.Integration.Contracts;

internal sealed class Status(ScopeMark first, ScopeMark second) : IStatus
{
    public Task<string> Describe(PeerCall? call) =>
        Task.FromResult($"{call!.CallerId ?? "nobody"} called '{call.TargetId}' {call.Controller}/{call.Method}");

    public Task<string> Scope() =>
        Task.FromResult(first.Id == second.Id ? first.Id : throw new InvalidOperationException("Two scopes."));

    public Task Fail() => throw new InvalidOperationException("secret");
}
