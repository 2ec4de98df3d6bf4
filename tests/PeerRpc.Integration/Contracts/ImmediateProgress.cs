namespace PeerRpc.Integration.Contracts;

/// <summary>Runs its action where it is reported to; <see cref="Progress{T}"/> would post it somewhere.</summary>
public sealed class ImmediateProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
