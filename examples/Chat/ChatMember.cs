using Chat.Contracts;
using PeerRpc;
using PeerRpc.Client;

namespace Chat;

/// <summary>Somebody in the chat: comes in, says things, goes out.</summary>
internal sealed class ChatMember(PeerClient client, string name, ChatWindow window)
{
    private readonly IChatRoom _room = client.Broker.Controller<IChatRoom>();

    /// <summary>Takes the name, comes in, and tells those who are there.</summary>
    /// <exception cref="PeerRpcException">The name is taken.</exception>
    public async Task JoinAsync()
    {
        client.RegisterController<IChat>(window);
        await client.RegisterAsPeerAsync(name);
        IReadOnlyList<string> others = await _room.Join();
        await TellAsync(others, chat => chat.HasJoined());
    }

    /// <summary>Goes out, and tells those who stay.</summary>
    public async Task LeaveAsync()
    {
        IReadOnlyList<string> others = await _room.Leave();
        await TellAsync(others, chat => chat.IsLeaving());
    }

    /// <summary>Says something to everybody else; done when all have heard it.</summary>
    public async Task SayToAllAsync(string text)
    {
        IEnumerable<string> others = (await _room.Members()).Where(member => member != name);
        await TellAsync(others, chat => chat.Hear(new ChatLine(text, IsPrivate: false)));
    }

    /// <summary>Says something to one person.</summary>
    public Task SayToAsync(string other, string text) =>
        TellAsync([other], chat => chat.Hear(new ChatLine(text, IsPrivate: true)));

    /// <summary>Who is there, with oneself.</summary>
    public Task<IReadOnlyList<string>> GetMembersAsync() => _room.Members();

    private Task TellAsync(IEnumerable<string> others, Func<IChat, Task> tell) =>
        Task.WhenAll(others.Select(other => TellAsync(other, tell)));

    // Whoever cannot be reached is named; the others hear it all the same.
    private async Task TellAsync(string other, Func<IChat, Task> tell)
    {
        try
        {
            await tell(client.Peer(other).Controller<IChat>());
        }
        catch (Exception error) when (error is PeerNotFoundException or ArgumentException)
        {
            await window.ShowAsync($"* Nobody here is called '{other}'.");
        }
        catch (PeerRpcException error) when (error.Code != PeerErrorCode.ConnectionLost)
        {
            await window.ShowAsync($"* {other} could not be told: {error.Message}");
        }
    }
}
