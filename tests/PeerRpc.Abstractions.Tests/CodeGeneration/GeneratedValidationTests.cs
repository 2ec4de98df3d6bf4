namespace PeerRpc.Tests.CodeGeneration;

/// <summary>Bad arguments are refused before the method is entered, with the path to what is wrong.</summary>
public class GeneratedValidationTests
{
    private static readonly Parcel Good = new(3, "short", ["a"]);

    private readonly Loopback<IDepot> _loopback = new(new Depot());

    public static TheoryData<Parcel, string> BadParcels => new()
    {
        { Good with { Weight = 10 }, "parcel.Weight" },
        { Good with { Label = "too long" }, "parcel.Label" },
        { Good with { Stops = ["a", null!] }, "parcel.Stops[1]" },
        { Good with { Inner = Boxes(Good, Good with { Weight = 0 }) }, "parcel.Inner[box][1].Weight" },
        { Good with { Inner = new Dictionary<string, Parcel[]> { ["box"] = null! } }, "parcel.Inner[box]" },
        { Good with { Inner = Boxes(Good, null!) }, "parcel.Inner[box][1]" },
        {
            Good with { Inner = Boxes(Good with { Inner = Boxes(Good with { Stops = [null!] }) }) },
            "parcel.Inner[box][0].Inner[box][0].Stops[0]"
        },
    };

    [Theory]
    [MemberData(nameof(BadParcels))]
    public async Task Deliver_BadParcel_RefusedWithPath(Parcel parcel, string path) =>
        await AssertRefusedAsync(proxy => proxy.Deliver(parcel, []), path);

    [Fact]
    public Task Deliver_NullArgument_Refused() =>
        AssertRefusedAsync(proxy => proxy.Deliver(null!, []), "parcel");

    [Fact]
    public Task Deliver_NullElement_RefusedWithIndex() =>
        AssertRefusedAsync(proxy => proxy.Deliver(Good, ["a", "b", null!]), "names[2]");

    [Fact]
    public Task Write_InvalidAddress_Refused() =>
        AssertRefusedAsync(proxy => proxy.Write("nowhere"), "to");

    [Fact]
    public async Task Deliver_GoodParcel_EntersMethod()
    {
        await _loopback.Proxy.Deliver(Good with { Inner = Boxes(Good) }, ["a"]);

        Assert.NotNull(_loopback.Last!.Arguments);
    }

    private static Dictionary<string, Parcel[]> Boxes(params Parcel[] parcels) => new() { ["box"] = parcels };

    private async Task AssertRefusedAsync(Func<IDepot, Task> call, string path)
    {
        var exception = await Assert.ThrowsAsync<PeerRpcException>(() => call(_loopback.Proxy));

        Assert.Equal(PeerErrorCode.InvalidArgument, exception.Code);
        Assert.Equal(Executed.No, exception.Executed);
        Assert.StartsWith($"Argument '{path}' was refused: ", exception.Message, StringComparison.Ordinal);
        Assert.Null(_loopback.Last!.Arguments);
    }
}
