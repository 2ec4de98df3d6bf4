using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Frames;

public class FramePropertyTests
{
    private delegate bool TryRead<TFrame>(ReadOnlySpan<byte> body, out TFrame frame);

    private static readonly Gen<TimeSpan> Spans =
        ArbMap.Default.GeneratorFor<uint>().Select(number => TimeSpan.FromMilliseconds(number));

    private static readonly Gen<byte[]> Bytes = ArbMap.Default.GeneratorFor<byte[]>();

    private static readonly Gen<PeerErrorCode> Codes = Gen.Elements(Enum.GetValues<PeerErrorCode>());

    [Fact]
    public void Header_Any_IsReadAsItWasWritten() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from kind in ArbMap.Default.GeneratorFor<byte>()
         from label in ArbMap.Default.GeneratorFor<uint>()
         from length in Gen.Choose(0, 0xFF_FFFF)
         select new FrameHeader((FrameKind)kind, label, length)).ToArbitrary(),
        static header =>
        {
            byte[] bytes = new byte[FrameHeader.Size];
            header.Write(bytes);
            return FrameHeader.Read(bytes) == header;
        }));

    [Fact]
    public void Hello_Any_RoundTrips() => RoundTrips(
        from min in ArbMap.Default.GeneratorFor<ushort>()
        from max in ArbMap.Default.GeneratorFor<ushort>()
        from token in ArbMap.Default.GeneratorFor<bool>()
        from instance in ArbMap.Default.GeneratorFor<Guid>()
        from agent in Text(WireLimits.Name)
        select new HelloFrame(min, max, token, instance, agent),
        HelloFrame.TryRead);

    [Fact]
    public void Authenticate_Any_RoundTrips() => RoundTrips(
        from scheme in Text(WireLimits.Name)
        from token in Text(WireLimits.HandshakeFrame)
        select new AuthenticateFrame(scheme, token),
        AuthenticateFrame.TryRead);

    [Fact]
    public void Welcome_Any_RoundTrips() => RoundTrips(
        from version in ArbMap.Default.GeneratorFor<ushort>()
        from instance in ArbMap.Default.GeneratorFor<Guid>()
        from session in Text(WireLimits.Name)
        from ping in Spans
        from dead in Spans
        from window in Spans
        from routes in ArbMap.Default.GeneratorFor<uint>()
        select new WelcomeFrame(version, instance, session, ping, dead, window, routes),
        WelcomeFrame.TryRead);

    [Fact]
    public void OpenRoute_Any_RoundTrips() => RoundTrips(
        from target in Text(WireLimits.Name)
        from opener in Text(WireLimits.Name)
        from wait in Spans
        from hello in Bytes
        select new OpenRouteFrame(target, opener, wait, hello),
        OpenRouteFrame.TryRead);

    [Fact]
    public void IncomingRoute_Any_RoundTrips() => RoundTrips(
        from target in Text(WireLimits.Name)
        from opener in Text(WireLimits.Name)
        from key in Text(PrincipalStamp.MaxClaimBytes)
        from claims in Claims()
        from hello in Bytes
        select new IncomingRouteFrame(target, opener, new PrincipalStamp(key, "T", claims), hello),
        IncomingRouteFrame.TryRead);

    [Fact]
    public void RouteOpened_Any_RoundTrips() => RoundTrips(
        from key in Text(PrincipalStamp.MaxClaimBytes)
        from hello in Bytes
        select new RouteOpenedFrame(key, hello),
        RouteOpenedFrame.TryRead);

    [Fact]
    public void RouteRefused_Any_RoundTrips() => RoundTrips(
        from code in Codes
        from origin in Gen.Elements(Enum.GetValues<PeerErrorOrigin>())
        from retryAfter in Spans
        from message in Text(WireLimits.Message)
        select new RouteRefusedFrame(code, origin, retryAfter, message),
        RouteRefusedFrame.TryRead);

    [Fact]
    public void CloseRoute_Any_RoundTrips() => RoundTrips(
        from reason in Gen.Elements(Enum.GetValues<CloseReason>())
        from message in Text(WireLimits.Message)
        select new CloseRouteFrame(reason, message),
        CloseRouteFrame.TryRead);

    [Fact]
    public void Drain_Any_RoundTrips() => RoundTrips(
        from grace in Spans
        from spread in Spans
        from message in Text(WireLimits.Message)
        select new DrainFrame(grace, spread, message),
        DrainFrame.TryRead);

    [Fact]
    public void Goodbye_Any_RoundTrips() => RoundTrips(
        from code in Codes
        from retryAfter in Spans
        from message in Text(WireLimits.Message)
        select new GoodbyeFrame(code, retryAfter, message),
        GoodbyeFrame.TryRead!);

    [Fact]
    [Trait("Must", "F-6")]
    public void Message_TooLong_IsCutBetweenTwoCharacters() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from character in Gen.Elements("a", "ß", "€", "😀")
         from shift in Gen.Choose(0, 5)
         from count in Gen.Choose(900, 5000)
         select new string('x', shift) + string.Concat(Enumerable.Repeat(character, count))).ToArbitrary(),
        static message =>
        {
            byte[] body = Wire.Body(new CloseRouteFrame(CloseReason.Left, message));
            bool read = CloseRouteFrame.TryRead(body, out CloseRouteFrame frame);
            int length = Encoding.UTF8.GetByteCount(frame.Message);
            bool whole = frame.Message.Length == message.Length;
            return read && message.StartsWith(frame.Message, StringComparison.Ordinal)
                && length <= WireLimits.Message && (whole || length > WireLimits.Message - 4);
        }));

    private static void RoundTrips<TFrame>(Gen<TFrame> frames, TryRead<TFrame> tryRead)
        where TFrame : IWireFrame =>
        Check.QuickThrowOnFailure(Prop.ForAll(frames.ToArbitrary(), frame =>
        {
            byte[] body = Wire.Body(frame);
            return tryRead(body, out TFrame again) && Wire.Body(again).AsSpan().SequenceEqual(body);
        }));

    private static Gen<StampedClaim[]> Claims() =>
        (from type in Text(PrincipalStamp.MaxClaimBytes)
         from value in Text(PrincipalStamp.MaxClaimBytes)
         select new StampedClaim(type, value)).ArrayOf()
        .Select(claims => claims.Take(PrincipalStamp.MaxClaims).ToArray());

    // Texts are UTF-8, which cannot hold half a surrogate pair.
    private static Gen<string> Text(int limit) =>
        ArbMap.Default.GeneratorFor<char[]>()
            .Select(static chars => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(new string(chars))))
            .Where(text => Encoding.UTF8.GetByteCount(text) <= limit);
}
