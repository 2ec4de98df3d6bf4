using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

public class BrokenPathsTests
{
    [Fact]
    [Trait("Must", "L-35")]
    [Trait("Must", "L-36")]
    [Trait("Must", "L-37")]
    public void Paths_ThatBreakAtAnyMoment_LoseNothingAndRepeatNothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(400),
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), static script =>
        {
            var paths = new BrokenPaths();
            foreach (byte step in script)
                paths.Step(step);
            Assert.Null(paths.Finish());
        }));

    [Fact]
    [Trait("Must", "L-35")]
    public void Paths_ThatNeverLastLong_LetEverythingThroughAllTheSame()
    {
        var random = new Random(20);
        var paths = new BrokenPaths();
        byte[] steps = [0x00, 0x10, 0x20, 0x33, 0x05, 0x26, 0x27, 0x19, 0x0D, 0x1E, 0x2E, 0x7E, 0x7E, 0x4B, 0x1C];

        for (int i = 0; i < 4_000; i++)
            paths.Step(steps[random.Next(steps.Length)]);

        Assert.Null(paths.Finish());
    }
}
