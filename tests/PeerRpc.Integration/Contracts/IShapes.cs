namespace PeerRpc.Integration.Contracts;

/// <summary>Every shape of method that carries single values.</summary>
[PeerController("/shapes")]
public interface IShapes
{
    Task Touch(string text);

    Task<int> Add(int left, int right);

    ValueTask TouchLightly(string text);

    ValueTask<int> Multiply(int left, int right);

    void Report(string text);

    [OneWay]
    Task Post(string text, CancellationToken cancellationToken = default);

    [OneWay]
    ValueTask PostLightly(string text);

    Task<string> NamedWithSuffixAsync(string text);

    [PeerMethod("other.name")]
    Task<string> Overloaded(int number);

    Task<string> Overloaded(string text);
}
