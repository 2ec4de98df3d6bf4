using System.ComponentModel.DataAnnotations;

namespace PeerRpc.Tests.CodeGeneration;

[PeerController("/depot")]
[ApplicationError<int>("depot.full")]
public interface IDepot : IStore<Parcel>
{
    Task<string> Label(
        string text, int priority = 3, string? note = null, CancellationToken cancellationToken = default);

    ValueTask<string?> WhoCalls(PeerCall? call = null, CancellationToken cancellationToken = default);

    Task Deliver(Parcel parcel, IReadOnlyList<string> names);

    Task<int> Sum(int a, int b, int c, int d, int e, int f, int g, int h, int i);

    Task Write([EmailAddress] string to);

    void Ring(int times);

    [OneWay]
    ValueTask Knock();
}
