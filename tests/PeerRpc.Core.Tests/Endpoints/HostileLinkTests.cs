using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>Whoever sends whatever in the place of a handshake costs its own path, and harms nobody else.</summary>
public class HostileLinkTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private enum Act
    {
        Open,
        Answer,
        Data,
        Close,
        Wait,
    }

    [Fact]
    [Trait("Must", "L-33")]
    public void Acceptor_InAnyState_SurvivesWhateverComes() => Check.One(
        Many, Prop.ForAll(Scripts().ToArbitrary(), static script =>
        {
            var acceptor = new ResumingAcceptor();
            uint first = acceptor.Open();
            OfferedPath offered = acceptor.Offer(1), proven = acceptor.Resume(2), open = acceptor.Offer(3);
            byte[][] own = [offered.Proof, proven.Proof, open.Proof, open.Hello.ToFrame(), open.Reply];
            uint[] labels = [first, offered.Label, proven.Label, open.Label, 100];
            uint next = 100;
            foreach ((Act act, int choice, Change change) in script)
            {
                byte[] frame = change.Of(own[choice % own.Length], choice);
                uint label = labels[choice % labels.Length];
                if (act == Act.Open)
                    acceptor.Endpoint.Open(next += 2, frame);
                else if (act == Act.Close)
                    acceptor.Endpoint.Receive(label, new CloseRouteFrame((CloseReason)(choice % 9), ""));
                else if (act == Act.Wait)
                    acceptor.Clock.Advance(TimeSpan.FromSeconds(choice));
                else
                    acceptor.Endpoint.ReceiveData(label, frame);
            }
            acceptor.Endpoint.Take();
            acceptor.Endpoint.Open(1000, Endpoint.Hello(1), "somebody", "E");
            return acceptor.Endpoint.Take()[0].Header.Kind == FrameKind.RouteOpened;
        }));

    [Fact]
    [Trait("Must", "L-28")]
    public void Opener_InAnyState_SurvivesWhateverComes() => Check.One(
        Many, Prop.ForAll(Scripts().ToArbitrary(), static script =>
        {
            var opener = new ResumingOpener();
            (Task<int> call, uint label) = opener.StartAttached();
            opener.Break(label);
            AskedRoute asked = opener.TakeNextAsked();
            foreach ((Act act, int choice, Change change) in script)
            {
                byte[] reply = opener.Reply(asked);
                byte[] unknown = new LinkUnknownFrame(asked.Hello.Number, asked.Hello.Epoch).ToFrame();
                byte[] frame = change.Of(choice % 2 == 0 ? reply : unknown, choice);
                if (act is Act.Open or Act.Answer)
                    opener.Endpoint.Receive(asked.Label, new RouteOpenedFrame(ResumingOpener.Key, frame));
                else if (act == Act.Data)
                    opener.Endpoint.ReceiveData(asked.Label, frame);
                else if (act == Act.Close)
                    opener.Endpoint.Receive(asked.Label, new CloseRouteFrame((CloseReason)(choice % 9), ""));
                opener.Clock.Advance(TimeSpan.FromSeconds(1));
                asked = opener.TakeAllAsked().LastOrDefault() ?? asked;
            }
            opener.Clock.Advance(ResumingOpener.Window);
            _ = opener.Start(2, target: "somebody.else");
            return opener.TakeAllAsked().Exists(route => route.Frame.TargetId == "somebody.else")
                && (call.IsCompleted || opener.Endpoint.Outgoing.HasCalls);
        }));

    private static Gen<List<(Act Act, int Choice, Change Change)>> Scripts() =>
        (from act in Gen.Elements(Act.Open, Act.Answer, Act.Data, Act.Data, Act.Data, Act.Close, Act.Wait)
         from choice in Gen.Choose(0, 40)
         from at in Gen.Choose(0, 200)
         from value in ArbMap.Default.GeneratorFor<byte>()
         from kind in Gen.Choose(0, 5)
         select (act, choice, new Change(kind, at, value))).ListOf().Select(steps => steps.ToList());

    /// <summary>What becomes of a frame: it is left as it is, changed, cut, made longer, or another one.</summary>
    private readonly record struct Change(int Kind, int At, byte Value)
    {
        public byte[] Of(byte[] frame, int choice)
        {
            int at = At % frame.Length;
            switch (Kind)
            {
                case 1:
                    byte[] changed = [.. frame];
                    changed[at] = Value;
                    return changed;
                case 2:
                    return frame[..at];
                case 3:
                    return [.. frame, .. frame.AsSpan(0, at)];
                case 4:
                    return Wire.LinkFrame((LinkFrameKind)(choice % 26), frame.AsSpan(0, at));
                case 5:
                    return [.. frame, .. ResumingAcceptor.Request((ulong)choice), .. Wire.Ack(0, 0, Value)];
                default:
                    return frame;
            }
        }
    }
}
