using PeerRpc.CodeGeneration;

namespace PeerRpc.Tests.CodeGeneration;

public class PeerContractsTests
{
    [Fact]
    public void Get_GeneratedContract_DescribesIt()
    {
        PeerContract<IDepot> contract = PeerContracts.Get<IDepot>();

        Assert.Equal(typeof(IDepot), contract.ContractType);
        Assert.Equal("/depot", contract.Path);
        Assert.Equal(
            ["Label", "WhoCalls", "Deliver", "Sum", "Write", "Ring", "Knock", "Get"],
            contract.Methods.Select(m => m.Name));
        Assert.Equal(Enumerable.Range(0, contract.Methods.Count), contract.Methods.Select(m => m.Index));
        Assert.All(contract.Methods, m => Assert.Equal("depot.full", Assert.Single(m.Errors).Code));
    }

    [Fact]
    public void Get_Twice_GivesSameContract() =>
        Assert.Same(PeerContracts.Get<IDepot>(), PeerContracts.Get<IDepot>());

    [Fact]
    public void Register_SecondTime_ChangesNothing()
    {
        PeerContract<IDepot> first = PeerContracts.Get<IDepot>();

        PeerContracts.Register(new OtherContract());

        Assert.Same(first, PeerContracts.Get<IDepot>());
    }

    [Fact]
    public void Get_InterfaceWithoutGeneratedCode_SaysWhatToDo()
    {
        var exception = Assert.Throws<InvalidOperationException>(PeerContracts.Get<IDisposable>);

        Assert.Contains("'System.IDisposable'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[PeerController(\"/path\")]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("PeerRpc.Abstractions", exception.Message, StringComparison.Ordinal);
    }

    private sealed class OtherContract() : PeerContract<IDepot>("/other", [])
    {
        public override IDepot CreateProxy(PeerInvoker invoker) => throw new NotSupportedException();

        public override PeerDispatcher<IDepot> CreateDispatcher(PeerRpc.Serialization.PeerSerializer serializer) =>
            throw new NotSupportedException();
    }
}
