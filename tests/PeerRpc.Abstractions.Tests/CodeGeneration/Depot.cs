namespace PeerRpc.Tests.CodeGeneration;

internal sealed class Depot : IDepot
{
    public int Rings { get; private set; }

    public CancellationToken Token { get; private set; }

    public Task<string> Label(string text, int priority, string? note, CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        return Task.FromResult($"{text}/{priority}/{note ?? "none"}");
    }

    public ValueTask<string?> WhoCalls(PeerCall? call, CancellationToken cancellationToken) => new(call?.CallerId);

    public Task Deliver(Parcel parcel, IReadOnlyList<string> names) => Task.CompletedTask;

    public Task<int> Sum(int a, int b, int c, int d, int e, int f, int g, int h, int i) =>
        Task.FromResult(a + b + c + d + e + f + g + h + i);

    public Task Write(string to) => Task.CompletedTask;

    public void Ring(int times) => Rings += times;

    public ValueTask Knock()
    {
        Rings++;
        return ValueTask.CompletedTask;
    }

    public Task<Parcel?> Get(string id) => Task.FromResult<Parcel?>(id == "none" ? null : new Parcel(3, id, []));
}
