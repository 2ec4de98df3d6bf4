using PeerRpc.CodeGeneration;
using Xunit;

namespace PeerRpc.Core.Tests.Protocol;

/// <summary>The contracts of the protocol's own controllers, as docs/protocol.md has them.</summary>
internal static class DocumentedContract
{
    /// <summary>A contract has the path and the signatures of a table.</summary>
    /// <param name="path">The path.</param>
    /// <param name="table">The head of the table, whose first column has the signatures.</param>
    public static void IsThatOf<TContract>(string path, string table)
        where TContract : class
    {
        PeerContract<TContract> contract = PeerContracts.Get<TContract>();
        IEnumerable<string> documented = ProtocolDocument.Table(table).Select(row => row[0].Trim('`'));

        Assert.Equal(path, contract.Path);
        Assert.Equal(documented, contract.Methods.Select(method => method.Signature(method.Parameters.Count)));
    }
}
