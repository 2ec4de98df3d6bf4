using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Registration;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Tests.Protocol;
using PeerRpc.Core.Tests.Serialization;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

public class GoldenCallTests
{
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    [Trait("Must", "Q-14")]
    public void Request_Example_IsWhatACallWrites()
    {
        var clock = new ManualClock();
        LinkEnd end = TestEnds.Opener(TestEnds.Services(CallTestMethods.Serializer, clock));
        var path = new MemoryPath();
        end.TryAttach(path, Hellos.Make());
        clock.Advance(TimeSpan.FromMilliseconds(250));
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        arguments.Write(CallTestMethods.Serializer.GetCodec<string>(), "hi");
        arguments.Payload.EndPayload();

        end.Outgoing.TryStart(
            new OneWayCall(new CallTarget(new CallAddress("/chat"), SendMessage()), default), arguments, TimeSpan.FromMinutes(1),
            RequestFlags.None);

        Assert.Equal(Convert.ToHexString(ProtocolDocument.Hex("request")), Convert.ToHexString(path.Take()));
    }

    [Fact]
    public void Request_ExampleWithATrace_IsWhatIsWrittenAndRead()
    {
        Span<byte> bytes = stackalloc byte[1024];
        int length = new RequestHead
        {
            Id = 300,
            Flags = RequestFlags.OneWay | RequestFlags.Nested | RequestFlags.Trace,
            Target = CallTarget.Encode("/a", "B"),
            TraceParent = TraceParent,
            TraceState = "",
        }.Write(bytes);
        bytes[length++] = 0;
        new LinkFrameHeader(LinkFrameKind.Request, length - LinkFrameHeader.Size).Write(bytes);

        byte[] example = ProtocolDocument.Hex("request-traced");
        Assert.Equal(Convert.ToHexString(example), Convert.ToHexString(bytes[..length]));
        Assert.True(RequestHead.TryRead(example.AsSpan(LinkFrameHeader.Size), out RequestHead head));
        Assert.Equal((300ul, TraceParent, 0u), (head.Id, head.TraceParent, head.Signature));
        Assert.Equal(example.Length - LinkFrameHeader.Size - 1, head.Length);
    }

    [Fact]
    [Trait("Must", "Q-3")]
    public void Trace_ThatDoesNotFit_IsLeftOut()
    {
        byte[] bytes = new byte[1024];
        int length = new RequestHead
        {
            Id = 1,
            Flags = RequestFlags.Trace,
            Target = CallTarget.Encode("/a", "B"),
            TraceParent = TraceParent,
            TraceState = new string('x', 4000),
        }.Write(bytes);

        Assert.True(RequestHead.TryRead(bytes.AsSpan(LinkFrameHeader.Size..length), out RequestHead head));
        Assert.Equal((TraceParent, ""), (head.TraceParent, head.TraceState));
    }

    [Fact]
    public void Response_Example_IsWhatIsWritten()
    {
        var callee = new Callee();

        callee.Serve(Callee.Request(1, "Answer", 42));

        (LinkFrameKind kind, byte[] body) = callee.TakeAnswer();
        Assert.Equal(ProtocolDocument.Hex("response"), Wire.LinkFrame(kind, body));
    }

    [Fact]
    public void Fault_Example_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("fault");
        var writer = new WireWriter();
        new FaultFrame(
            1, PeerErrorCode.ApplicationError, Executed.Yes, PeerErrorOrigin.CalleeCode, TimeSpan.Zero, "shh",
            "chat.muted", Payload.Write(CallTestMethods.Serializer, 7)).Write(writer);

        Assert.Equal(
            Convert.ToHexString(example), Convert.ToHexString(Wire.LinkFrame(LinkFrameKind.Fault, writer.Written)));
        Assert.Equal("chat.muted", FaultFrame.Read(example.AsSpan(LinkFrameHeader.Size))!.ErrorCode);
    }

    [Fact]
    public void Cancel_Example_IsWhatADeadlineWrites()
    {
        var caller = new Caller();
        _ = caller.Start(1, TimeSpan.FromSeconds(1));
        caller.TakeFrames();

        caller.Clock.Advance(TimeSpan.FromSeconds(1));

        (LinkFrameKind kind, byte[] body) = Assert.Single(caller.TakeFrames());
        Assert.Equal(ProtocolDocument.Hex("cancel"), Wire.LinkFrame(kind, body));
    }

    [Fact]
    [Trait("Must", "P-1")]
    [Trait("Must", "P-6")]
    public void Payload_Example_IsReadAsItSays()
    {
        var reader = new PeerRpc.Serialization.PayloadReader();
        Assert.True(reader.TryBegin(ProtocolDocument.Hex("payload")));

        Assert.Equal("\"a\""u8.ToArray(), reader.ReadValue(new VerbatimCodec()));
        Dictionary<string, byte[]> value = reader.ReadValue(
            CallTestMethods.Serializer.GetCodec<Dictionary<string, byte[]>>());

        Assert.Equal([0xCA, 0xFE, 0x01], value["b"]);
    }

    [Fact]
    [Trait("Must", "Q-17")]
    public void Signatures_OfTheDocument_HaveItsHashes()
    {
        string[][] rows = ProtocolDocument.Table("| signature | hash |");
        string[] hashes = [.. new[]
        {
            SendMessage().SignatureHash(1),
            Method("Ping", "void").SignatureHash(0),
            Method("GetMessages", "IReadOnlyList<ChatMessage>", "Int32").SignatureHash(1),
        }.Select(hash => $"`0x{hash:X8}`")];

        Assert.Equal(rows.Select(row => row[1]), hashes);
        Assert.Equal("`SendMessage(String):void`", rows[0][0]);
        Assert.Equal(SendMessage().Signature(1), rows[0][0].Trim('`'));
    }

    [Fact]
    [Trait("Must", "Q-21")]
    public void Registry_Contract_IsThatOfTheDocument() =>
        DocumentedContract.IsThatOf<IRegistryController>("$peerrpc/registry", "| signature | arguments | |");

    [Fact]
    [Trait("Must", "Q-21")]
    public void RegisterRequest_OnTheWire_HasTheMembersOfTheDocument()
    {
        var serializer = new PeerRpc.Core.Serialization.JsonPeerSerializer([RegistryJson.Default]);

        byte[] json = Payload.FirstValue(Payload.Write(serializer, new RegisterRequest("bob", new byte[32], 1)));

        string documented = ProtocolDocument.Table("| signature | arguments | |")[0][1].Split('`')[1];
        Assert.Equal(documented, System.Text.Encoding.UTF8.GetString(json));
    }

    private static PeerMethod SendMessage() => Method("SendMessage", "void", "String");

    private static PeerMethod Method(string name, string returns, params string[] types) =>
        new(0, name, PeerMethodKind.Call, returns, [.. types.Select(type => new PeerParameter("p", type, false))], []);
}
