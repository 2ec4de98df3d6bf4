using FileShare.Transfers;
using FileShare.Words;
using PeerRpc;

namespace FileShare.Commands;

/// <summary>What a failure is to its user: a line, and an exit code.</summary>
internal static class Failures
{
    private const string GoesOn = "Nothing is lost: the same command goes on from here.";

    /// <summary>Whether it belongs to the life of such a program; all else is a bug, and may look like one.</summary>
    public static bool IsExpected(Exception error) =>
        error is UserException or OperationCanceledException or IncompleteException or PeerRpcException
            or IOException or UnauthorizedAccessException or ArgumentException;

    /// <summary>Tells a failure in plain words.</summary>
    public static (int ExitCode, string Text) Tell(Exception error, string who) => error switch
    {
        UserException told => (told.ExitCode, told.Message),
        OperationCanceledException => (ExitCode.Interrupted, $"Interrupted. {GoesOn}"),
        IncompleteException { Lost.InnerException: PeerNotFoundException } =>
            (ExitCode.Incomplete, $"{who} has left. {GoesOn}"),
        IncompleteException => (ExitCode.Incomplete, $"{error.Message} {GoesOn}"),
        PeerNotFoundException or PeerRpcException { Code: PeerErrorCode.ControllerNotFound } =>
            (ExitCode.NotFound, ErrorWords.For(error, who)),
        PeerRpcException { Code: PeerErrorCode.Unavailable } =>
            (ExitCode.Incomplete, $"No broker answers. {ErrorWords.For(error, who)}"),
        PeerGoneException or PeerRpcException { Code: PeerErrorCode.ConnectionLost } =>
            (ExitCode.Incomplete, $"{ErrorWords.For(error, who)} {GoesOn}"),
        _ => (ExitCode.Failed, ErrorWords.For(error, who)),
    };
}
