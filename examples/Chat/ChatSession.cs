using PeerRpc;
using PeerRpc.Client;

namespace Chat;

/// <summary>Reads lines and acts on them until there are no more, somebody presses Ctrl-C, or the broker is gone.</summary>
internal sealed class ChatSession(PeerClient client, ChatMember member, ChatCommands commands, TextReader input)
{
    /// <summary>Runs to the end, and leaves.</summary>
    /// <param name="interrupted">Ends the session early.</param>
    /// <returns>False if the connection was lost.</returns>
    public async Task<bool> RunAsync(Task interrupted)
    {
        try
        {
            while (await NextLineAsync(interrupted) is { } line && await commands.HandleAsync(line))
            {
            }
            if (client.Closed.IsCompleted)
                return false;
            await member.LeaveAsync();
            return true;
        }
        catch (PeerRpcException error) when (error.Code is PeerErrorCode.ConnectionLost or PeerErrorCode.Unavailable)
        {
            return false;
        }
    }

    // Reading a terminal cannot be cancelled, so it is left behind on a thread of its own, which ends with the process.
    private async Task<string?> NextLineAsync(Task interrupted)
    {
        Task<string?> line = Task.Factory.StartNew(
            input.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task first = await Task.WhenAny(line, interrupted, client.Closed);
        return first == line ? await line : null;
    }
}
