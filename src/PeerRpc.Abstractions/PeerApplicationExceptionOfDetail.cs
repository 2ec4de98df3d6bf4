namespace PeerRpc;

/// <summary>An error with typed data, declared by <see cref="ApplicationErrorAttribute{TDetail}"/>.</summary>
/// <typeparam name="TDetail">The data that travels with the error.</typeparam>
public sealed class PeerApplicationException<TDetail> : PeerApplicationException
{
    /// <summary>Creates the exception that a controller method throws.</summary>
    /// <param name="detail">The data that travels to the caller.</param>
    /// <param name="message">A text for the caller; by default one that names the type of the data.</param>
    public PeerApplicationException(TDetail detail, string? message = null)
        : this("", message ?? $"The controller reported {typeof(TDetail).Name}.", detail, default)
    {
    }

    internal PeerApplicationException(
        string errorCode, string message, TDetail detail, ReadOnlyMemory<byte> rawDetail)
        : base(errorCode, message, rawDetail)
    {
        Detail = detail;
    }

    /// <summary>The data of the error.</summary>
    public TDetail Detail { get; }
}
