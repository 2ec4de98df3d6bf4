namespace PeerRpc.Generators.Diagnostics;

/// <summary>Where a type stands, which decides what it may be.</summary>
internal enum TypePlace
{
    Argument,

    /// <summary>An item of a stream that is an argument, or of a stream in such a stream.</summary>
    ItemOfArgument,

    MethodResult,

    /// <summary>An item of a stream that is a result, or of a stream in such a stream.</summary>
    ItemOfResult,

    /// <summary>The data of a declared error.</summary>
    Error,
}
