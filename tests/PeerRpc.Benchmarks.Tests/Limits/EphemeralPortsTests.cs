using PeerRpc.Benchmarks.Limits;

namespace PeerRpc.Benchmarks.Tests.Limits;

public sealed class EphemeralPortsTests
{
    [Theory]
    [InlineData("32768\t60999\n", 28232)]
    [InlineData("5 5", 1)]
    [InlineData("6 5", 0)]
    [InlineData("some text", 0)]
    [InlineData("", 0)]
    public void ParseRange_TextOfTheSystem_GivesItsLength(string text, int length) =>
        Assert.Equal(length, EphemeralPorts.ParseRange(text));

    [Theory]
    [InlineData(1, 28_232, 1)]
    [InlineData(7_058, 28_232, 1)]
    [InlineData(7_059, 28_232, 2)]
    [InlineData(15_000, 28_232, 3)]
    [InlineData(10, 1, 10)]
    public void ListenersFor_Connections_LeavesThreeQuartersOfTheRange(int connections, int range, int listeners) =>
        Assert.Equal(listeners, EphemeralPorts.ListenersFor(connections, range));
}
