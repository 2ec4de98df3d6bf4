using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Load;

/// <summary>Calls with streams of bytes, both ways.</summary>
internal sealed class ByteCalls(LoadContext context)
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>Reads bytes of the callee.</summary>
    public async Task DownloadAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        long stream = context.Keys.NextStream();
        Stream? content = null;
        await context.CallAsync(
            LoadKind.Download,
            site,
            ticket,
            async () =>
            {
                content = await site.Workshop.Download(ticket, stream, random.Next(MostBytes));
                return ticket.Value;
            },
            deadline: TimeSpan.Zero);
        if (content is null)
            return;
        context.Recorder.Opened(stream, ticket.Call, StreamSide.Reader);
        await using (content)
        {
            try
            {
                await StreamReading.ReadAsync(context.Recorder, stream, content);
            }
            catch (PeerRpcException)
            {
                // The history has it.
            }
        }
    }

    /// <summary>Lets the callee read bytes.</summary>
    public async Task UploadAsync(CallSite site, Random random)
    {
        Ticket ticket = context.NextTicket(random);
        long stream = context.Keys.NextStream();
        await using var content = new ByteSource(context.Executions, ticket.Call, stream, random.Next(MostBytes));
        await context.CallAsync(
            LoadKind.Upload,
            site,
            ticket,
            () => site.Workshop.Upload(ticket, stream, content),
            deadline: TimeSpan.Zero);
    }
}
