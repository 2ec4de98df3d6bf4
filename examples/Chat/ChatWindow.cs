using Chat.Contracts;
using PeerRpc;

namespace Chat;

/// <summary>Shows what others say and do: the controller that they call.</summary>
internal sealed class ChatWindow(TextWriter output) : IChat
{
    public Task Hear(ChatLine line, PeerCall? call = null) =>
        ShowAsync(line.IsPrivate ? $"{call!.CallerId} (to you): {line.Text}" : $"{call!.CallerId}: {line.Text}");

    public Task HasJoined(PeerCall? call = null) => ShowAsync($"* {call!.CallerId} has joined.");

    public Task IsLeaving(PeerCall? call = null) => ShowAsync($"* {call!.CallerId} has left.");

    /// <summary>Shows a line of the program's own.</summary>
    public Task ShowAsync(string text) => output.WriteLineAsync(text);
}
