using PeerRpc;

namespace FileShare.Words;

/// <summary>Says what went wrong the way its user thinks of it.</summary>
internal static class ErrorWords
{
    /// <param name="error">What went wrong.</param>
    /// <param name="who">Who was to do it.</param>
    public static string For(Exception error, string who) => error switch
    {
        PeerNotFoundException => $"Nobody called '{who}' shares files here.",
        PeerGoneException => $"{who} has left.",
        PeerRpcException { Code: PeerErrorCode.ControllerNotFound } => $"{who} is here, but shares no files.",
        PeerRpcException { Code: PeerErrorCode.ConnectionLost } => "The connection to the broker is lost.",
        PeerRpcException { Code: PeerErrorCode.Internal } failed =>
            $"{who} has failed; its log knows more under {failed.CorrelationId}.",
        _ => Printable(error.Message),
    };

    // What comes from elsewhere does not get to write to this terminal.
    private static string Printable(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
