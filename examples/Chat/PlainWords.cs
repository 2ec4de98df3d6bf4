using PeerRpc;

namespace Chat;

/// <summary>Says what went wrong the way its user thinks of it.</summary>
internal static class PlainWords
{
    public static string For(Exception error, ChatArguments arguments) => error switch
    {
        PeerRpcException { Code: PeerErrorCode.PeerIdInUse } =>
            $"Somebody is called '{arguments.Name}' already. Choose another name.",
        PeerRpcException { Code: PeerErrorCode.Unavailable } =>
            $"No broker answers at {arguments.Broker}. {error.Message}",
        ArgumentException =>
            $"'{arguments.Name}' will not do as a name: use 1 to 128 of A-Z, a-z, 0-9 and _ . : @ -",
        _ => error.Message,
    };
}
