using PeerRpc.Core.Calls;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Tests.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

public class IncomingCallsTests
{
    private static readonly LinkLimits OnePlace = new(4 * 1024 * 1024, 1, 1);

    [Fact]
    public void Request_IsServedAndAnswered()
    {
        var callee = new Callee();

        callee.Serve(Callee.Request(1, "Answer", 42));

        (LinkFrameKind kind, byte[] body) = callee.TakeAnswer();
        Assert.Equal(LinkFrameKind.Response, kind);
        Assert.Equal([1, 0, .. Payload.Write(CallTestMethods.Serializer, 42)], body);
        Assert.Equal(0, callee.Calls.Count);
    }

    [Fact]
    [Trait("Must", "Q-1")]
    public void Request_WithTheIdOfARunningCall_IsAFault()
    {
        var callee = new Callee();
        callee.Serve(Callee.Request(1, "Wait", 1));

        Assert.NotNull(callee.Receive(Callee.Request(1, "Wait", 1)));
    }

    [Theory]
    [Trait("Must", "Q-2")]
    [InlineData(64)]
    [InlineData(0x80)]
    public void Request_WithAnUnknownFlag_IsAFault(byte flag) =>
        Assert.NotNull(new Callee().Receive(Callee.Request(1, "Answer", 1, (RequestFlags)flag)));

    [Fact]
    [Trait("Must", "Q-2")]
    public void Request_CutShort_IsAFaultOrRefused()
    {
        const RequestFlags Flags = RequestFlags.Deadline | RequestFlags.Trace;
        byte[] body = Callee.Request(1, "Answer", [], Flags)[LinkFrameHeader.Size..];

        for (int length = 0; length < body.Length; length++)
            Assert.NotNull(new Callee().Receive(Wire.LinkFrame(LinkFrameKind.Request, body.AsSpan(0, length))));
    }

    [Fact]
    [Trait("Must", "Q-4")]
    public void Request_BeyondThePlaces_IsRefusedAndTheLinkLives()
    {
        var callee = new Callee(OnePlace);
        callee.Serve(Callee.Request(1, "Wait", 1), Callee.Request(2, "Wait", 2));

        FaultFrame fault = callee.TakeFault();

        Assert.Equal((2ul, PeerErrorCode.ResourceExhausted, Executed.No), (fault.CallId, fault.Code, fault.Executed));
        callee.Serve(Callee.Request(3, "Answer", 3, RequestFlags.Nested));
        Assert.Equal(LinkFrameKind.Response, callee.TakeAnswer().Kind);
        Assert.Equal([1, 3], callee.Controller.Entered);
    }

    [Fact]
    [Trait("Must", "Q-4")]
    public void Request_NestedBeyondThePlaces_IsRefused()
    {
        var callee = new Callee(OnePlace);
        callee.Serve(
            Callee.Request(1, "Wait", 1, RequestFlags.Nested), Callee.Request(2, "Wait", 2, RequestFlags.Nested));

        Assert.Equal(PeerErrorCode.ResourceExhausted, callee.TakeFault().Code);
    }

    [Fact]
    [Trait("Must", "Q-5")]
    [Trait("Must", "Q-11")]
    public void OneWay_IsAnsweredWithoutAValue()
    {
        var callee = new Callee();

        callee.Serve(Callee.Request(1, "Answer", 7, RequestFlags.OneWay));

        Assert.Equal([1, 0, 0], callee.TakeAnswer().Body);
    }

    [Fact]
    [Trait("Must", "Q-5")]
    public void Cancel_OfARunningCall_FiresItsTokenAndItIsAnsweredOnce()
    {
        var callee = new Callee();
        callee.Serve(Callee.Request(1, "Wait", 1));

        callee.Serve(Callee.Cancel(1, 1));

        FaultFrame fault = callee.TakeFault();
        Assert.Equal((PeerErrorCode.Cancelled, Executed.Yes), (fault.Code, fault.Executed));
        Assert.Equal(0, callee.Path.Count);
    }

    [Fact]
    [Trait("Must", "Q-8")]
    public void Cancel_BeforeTheMethodIsEntered_IsNo()
    {
        var callee = new Callee();
        Assert.Null(callee.Receive(Callee.Request(1, "Answer", 1), Callee.Cancel(1, 1)));

        callee.Work.RunAllBackwards();

        FaultFrame fault = callee.TakeFault();
        Assert.Equal((PeerErrorCode.Cancelled, Executed.No), (fault.Code, fault.Executed));
        Assert.Empty(callee.Controller.Entered);
    }

    [Theory]
    [Trait("Must", "Q-12")]
    [InlineData(1)]
    [InlineData(2)]
    public void Cancel_OfACallThatIsOverOrUnknown_IsIgnored(byte reason)
    {
        var callee = new Callee();
        callee.Serve(Callee.Request(1, "Answer", 1));
        callee.TakeAnswer();

        callee.Serve(Callee.Cancel(1, reason), Callee.Cancel(99, reason));

        Assert.Equal(0, callee.Path.Count);
    }

    [Theory]
    [Trait("Must", "Q-12")]
    [InlineData("01")]
    [InlineData("0100")]
    [InlineData("0103")]
    [InlineData("010100")]
    [InlineData("")]
    public void Cancel_Malformed_IsAFault(string hex) => Assert.NotNull(
        new Callee().Receive(Wire.LinkFrame(LinkFrameKind.Cancel, Convert.FromHexString(hex))));

    [Fact]
    [Trait("Must", "Q-14")]
    [Trait("Must", "Q-15")]
    public void Deadline_PastBeforeTheMethodIsEntered_IsRefused()
    {
        var callee = new Callee();
        callee.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(callee.Receive(Callee.Request(1, "Answer", 1, RequestFlags.Deadline, deadline: 1500)));

        callee.Clock.Advance(TimeSpan.FromSeconds(1));
        callee.Work.RunAll();

        FaultFrame fault = callee.TakeFault();
        Assert.Equal((PeerErrorCode.DeadlineExceeded, Executed.No), (fault.Code, fault.Executed));
        Assert.Empty(callee.Controller.Entered);
    }

    [Fact]
    [Trait("Must", "Q-15")]
    public void Deadline_WhileTheMethodRuns_FiresItsToken()
    {
        var callee = new Callee();
        callee.Serve(Callee.Request(1, "Wait", 1, RequestFlags.Deadline, deadline: 1500));

        callee.Clock.Advance(TimeSpan.FromMilliseconds(1500));

        FaultFrame fault = callee.TakeFault();
        Assert.Equal((PeerErrorCode.DeadlineExceeded, Executed.Yes), (fault.Code, fault.Executed));
    }

    [Theory]
    [Trait("Must", "Q-16")]
    [InlineData("/nothing", "Answer", PeerErrorCode.ControllerNotFound)]
    [InlineData("/TEST", "Answer", PeerErrorCode.ControllerNotFound)]
    [InlineData("/test", "Nothing", PeerErrorCode.MethodNotFound)]
    [InlineData("/test", "answer", PeerErrorCode.MethodNotFound)]
    public void Request_ForWhatIsNotThere_IsRefused(string path, string method, PeerErrorCode code)
    {
        var callee = new Callee();

        callee.Serve(Callee.Request(1, method, [0], path: path));

        FaultFrame fault = callee.TakeFault();
        Assert.Equal((code, Executed.No, PeerErrorOrigin.CalleeRuntime), (fault.Code, fault.Executed, fault.Origin));
    }

    [Fact]
    [Trait("Must", "Q-17")]
    public void Request_WithoutTrailingArguments_UsesTheirDefaults()
    {
        var callee = new Callee();
        uint signature = CallTestMethods.Find("Answer").SignatureHash(1);

        callee.Serve(Callee.Request(1, "Answer", Payload.Write(CallTestMethods.Serializer, 42), signature: signature));

        Assert.Equal(LinkFrameKind.Response, callee.TakeAnswer().Kind);
    }

    [Theory]
    [Trait("Must", "Q-17")]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(1, 12345)]
    public void Request_ThatDoesNotFitTheMethod_IsRefused(byte arguments, uint signature)
    {
        var callee = new Callee();
        byte[] seven = [1, 0, 0, 0, (byte)'7'];
        byte[] values = [.. Enumerable.Repeat(seven, arguments).SelectMany(value => value)];

        callee.Serve(Callee.Request(1, "Answer", [arguments, .. values], signature: signature));

        FaultFrame fault = callee.TakeFault();
        Assert.Equal((PeerErrorCode.MethodNotFound, Executed.No), (fault.Code, fault.Executed));
    }

    [Theory]
    [Trait("Must", "Q-18")]
    [Trait("Must", "P-1")]
    [InlineData("01020000007878")]
    [InlineData("010200000037")]
    [InlineData("01010000003700")]
    [InlineData("81010000003700000000")]
    [InlineData("0104000000")]
    public void Request_WhoseArgumentsCannotBeRead_IsRefused(string payload)
    {
        var callee = new Callee();

        callee.Serve(Callee.Request(1, "Answer", Convert.FromHexString(payload)));

        FaultFrame fault = callee.TakeFault();
        Assert.Equal((PeerErrorCode.InvalidArgument, Executed.No), (fault.Code, fault.Executed));
        Assert.Empty(callee.Controller.Entered);
    }

    [Fact]
    [Trait("Must", "Q-9")]
    [Trait("Must", "Q-8")]
    public void Method_ThatThrows_IsInternalWithoutItsText()
    {
        var callee = new Callee();

        callee.Serve(Callee.Request(1, "Fail", [0]));

        FaultFrame fault = callee.TakeFault();
        Assert.Equal((PeerErrorCode.Internal, Executed.Yes), (fault.Code, fault.Executed));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Method_ThatReportsADeclaredError_SendsItsNameAndData()
    {
        var callee = new Callee();

        callee.Serve(Callee.Request(1, "Decline", 3));

        FaultFrame fault = callee.TakeFault();
        Assert.Equal((PeerErrorCode.ApplicationError, "test.no"), (fault.Code, fault.ErrorCode));
        Assert.Equal(Payload.Write(CallTestMethods.Serializer, "xxx"), fault.Detail.ToArray());
    }

    [Fact]
    public void Method_WhoseErrorIsLargerThanTheCallerAccepts_SendsItWithoutItsData()
    {
        var callee = new Callee(remote: new LinkLimits(1000, 8, 8));

        callee.Serve(Callee.Request(1, "Decline", 2000));

        FaultFrame fault = callee.TakeFault();
        Assert.Equal("test.no", fault.ErrorCode);
        Assert.Equal(0, fault.Detail.Length);
    }

    [Fact]
    [Trait("Must", "Q-10")]
    public void Result_AboveTheLimitOfTheCaller_IsResourceExhausted()
    {
        var callee = new Callee(remote: new LinkLimits(1000, 8, 8));

        callee.Serve(Callee.Request(1, "Repeat", 2000));

        FaultFrame fault = callee.TakeFault();
        Assert.Equal((PeerErrorCode.ResourceExhausted, Executed.Yes), (fault.Code, fault.Executed));
    }

    [Fact]
    [Trait("Must", "Q-19")]
    public void Requests_StartInTheirOrder()
    {
        var callee = new Callee();

        callee.Serve([.. Enumerable.Range(1, 100).Select(
            i => Callee.Request((ulong)i, i % 2 == 0 ? "Wait" : "Answer", i))]);

        Assert.Equal(Enumerable.Range(1, 100), callee.Controller.Entered);
    }

    [Theory]
    [Trait("Must", "L-2")]
    [InlineData((byte)LinkFrameKind.Response)]
    [InlineData((byte)LinkFrameKind.Fault)]
    [InlineData((byte)LinkFrameKind.StreamItem)]
    [InlineData((byte)LinkFrameKind.StreamEnd)]
    [InlineData((byte)LinkFrameKind.StreamCredit)]
    [InlineData((byte)LinkFrameKind.Release)]
    [InlineData((byte)LinkFrameKind.Release + 1)]
    [InlineData(0xFF)]
    public void Frame_AboutWhatThereNeverWas_IsAFault(byte kind) =>
        Assert.NotNull(new Callee().Receive(Wire.LinkFrame((LinkFrameKind)kind, [1, 1])));

    [Fact]
    public void End_FiresTheTokensOfItsCalls()
    {
        var callee = new Callee();
        callee.Serve(Callee.Request(1, "Wait", 1));

        callee.End.End((executed, _) => new PeerRpcException(PeerErrorCode.PeerGone, "gone", executed));

        Assert.True(SpinWait.SpinUntil(() => callee.Calls.Count == 0, Wire.Deadline));
        Assert.Equal(0, callee.Path.Count);
    }
}
