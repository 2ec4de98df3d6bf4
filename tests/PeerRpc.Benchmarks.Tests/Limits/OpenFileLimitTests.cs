using PeerRpc.Benchmarks.Limits;

namespace PeerRpc.Benchmarks.Tests.Limits;

public sealed class OpenFileLimitTests
{
    private const string Heading = "Limit                     Soft Limit           Hard Limit           Units     ";

    [Theory]
    [InlineData("Max open files            1024                 20000                files     ", 1024L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max processes             7                    7                    processes ", null)]
    public void Parse_TableOfTheSystem_GivesTheSoftLimit(string line, long? limit) =>
        Assert.Equal(limit, OpenFileLimit.Parse([Heading, line]));

    [Fact]
    public void Require_TooMany_SaysWhatToDo()
    {
        InvalidOperationException exception =
            Assert.Throws<InvalidOperationException>(() => OpenFileLimit.Require(1000, 1024));

        Assert.Contains("1500 open files", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ulimit -Hn", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(524L)]
    [InlineData(null)]
    public void Require_Enough_Passes(long? limit) => OpenFileLimit.Require(24, limit);
}
