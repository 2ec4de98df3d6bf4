namespace PeerRpc.Abstractions.Tests.CodeGeneration;

/// <summary>Remembers what it was told.</summary>
internal sealed class ColdWitness : IObserver<int>
{
    public List<string> Told { get; } = [];

    public Exception? Error { get; private set; }

    public Action? WhenNext { get; set; }

    public void OnNext(int value)
    {
        Told.Add($"{value}");
        WhenNext?.Invoke();
    }

    public void OnError(Exception error)
    {
        Error = error;
        Told.Add(error.Message);
    }

    public void OnCompleted() => Told.Add("completed");
}
