namespace PeerRpc.Integration.Contracts;

/// <summary>Inherits methods, some of them from a generic interface.</summary>
[PeerController("/people")]
public interface IPeople : IRepository<Person>, ICounted
{
    Task Clear();
}
