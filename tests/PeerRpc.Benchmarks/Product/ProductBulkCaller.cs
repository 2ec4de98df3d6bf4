using PeerRpc.Benchmarks.Bulk;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Product;

/// <summary>Asks for bulk through a proxy.</summary>
internal sealed class ProductBulkCaller(PeerClient client, BulkForm form) : IBulkCaller
{
    private readonly IEcho _callee = client.Peer(ProductEchoSystem.CalleeId).Controller<IEcho>();
    private readonly byte[] _buffer = new byte[BulkPattern.ChunkBytes];

    public ValueTask<string> EchoAsync(string text) => new(_callee.Echo(text));

    public Task ReceiveAsync(BulkTarget target, long bytes, BulkMeter meter)
    {
        IBulk sender = client.Peer(ProductBulkSystem.IdOf(target)).Controller<IBulk>();
        return form switch
        {
            BulkForm.Stream => ReadAsync(sender, bytes, meter),
            BulkForm.Items => EnumerateAsync(sender, bytes, meter),
            _ => ObserveAsync(sender, bytes, meter),
        };
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task ReadAsync(IBulk sender, long bytes, BulkMeter meter)
    {
        await using Stream stream = await sender.Read(bytes);
        while (await stream.ReadAsync(_buffer) is > 0 and int length)
            meter.Count(_buffer.AsSpan(0, length));
    }

    private static async Task EnumerateAsync(IBulk sender, long bytes, BulkMeter meter)
    {
        await foreach (byte[] item in sender.Items(bytes))
            meter.Take(item);
    }

    private static async Task ObserveAsync(IBulk sender, long bytes, BulkMeter meter)
    {
        var counter = new ChunkCounter(meter);
        using IDisposable subscription = sender.Chunks(bytes).Subscribe(counter);
        await counter.Done;
    }
}
