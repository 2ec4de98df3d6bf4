using System.Text;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Statistics;
using PeerRpc.Core.Tests.Protocol;
using PeerRpc.Core.Tests.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Statistics;

public class StatisticsReportTests
{
    private const string Table = "| signature of the statistics | arguments | |";

    private static readonly JsonPeerSerializer Serializer = new([StatisticsJson.Default]);

    [Fact]
    [Trait("Must", "Q-60")]
    public void Contract_OfTheStatistics_IsThatOfTheDocument() =>
        DocumentedContract.IsThatOf<IStatisticsController>("$peerrpc/statistics", Table);

    [Fact]
    [Trait("Must", "Q-60")]
    public void Report_OnTheWire_HasTheMembersOfTheDocument()
    {
        var report = new StatisticsReport([new OutcomeCount(0, 7)], [], 0, 2, 1, 3, 0);

        string written = Encoding.UTF8.GetString(Payload.FirstValue(Payload.Write(Serializer, report)));

        Assert.Equal(ProtocolDocument.Table(Table).Single()[1].Trim('`'), written);
    }

    [Fact]
    public void Reports_OfEachStep_AddUpToWhatWasDone()
    {
        PeerStatistics sum = new(), told = new();
        for (int i = 1; i <= 20; i++)
        {
            PeerStatistics now = Done(i);
            sum = StatisticsReport.Between(told, now).AddTo(sum);
            told = now;
        }

        PeerStatistics all = Done(20);
        Assert.Equal(all.CallsMade, sum.CallsMade);
        Assert.Equal(all.CallsServed, sum.CallsServed);
        Assert.Equal(
            (all.StreamsPassed, all.StreamsReceived, all.LinksResumed, all.FramesReplayed, all.LinkFaults),
            (sum.StreamsPassed, sum.StreamsReceived, sum.LinksResumed, sum.FramesReplayed, sum.LinkFaults));
        Assert.True(StatisticsReport.Between(all, all).IsEmpty);
    }

    [Fact]
    public void SuccessRate_WithoutCalls_IsOne() => Assert.Equal(1, new PeerStatistics().SuccessRate);

    private static PeerStatistics Done(int step) => new()
    {
        CallsMade = new Dictionary<PeerErrorCode, long>
        {
            [PeerErrorCode.None] = step * step,
            [PeerErrorCode.Unavailable] = step / 3,
        },
        CallsServed = new Dictionary<PeerErrorCode, long> { [PeerErrorCode.Internal] = step },
        StreamsPassed = step,
        StreamsReceived = 2 * step,
        LinksResumed = step / 2,
        FramesReplayed = 7 * step,
        LinkFaults = step / 5,
    };
}
