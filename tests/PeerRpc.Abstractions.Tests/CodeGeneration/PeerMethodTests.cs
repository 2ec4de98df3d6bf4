using PeerRpc.CodeGeneration;

namespace PeerRpc.Tests.CodeGeneration;

public class PeerMethodTests
{
    private readonly PeerMethod _method = new(
        0,
        "SendMessage",
        PeerMethodKind.Call,
        "void",
        [new PeerParameter("message", "ChatMessage", false), new PeerParameter("priority", "Int32", true)],
        []);

    [Theory]
    [InlineData(0, "SendMessage():void")]
    [InlineData(1, "SendMessage(ChatMessage):void")]
    [InlineData(2, "SendMessage(ChatMessage,Int32):void")]
    public void Signature_SomeArguments_NamesTheirTypes(int arguments, string expected) =>
        Assert.Equal(expected, _method.Signature(arguments));

    // Computed apart from this code, as a client in another language would: FNV-1a, 32 bits, over UTF-8.
    [Theory]
    [InlineData(0, 0x978d0853u)]
    [InlineData(1, 0x0e6b4686u)]
    [InlineData(2, 0x5671c5c2u)]
    public void SignatureHash_SomeArguments_IsFnv1a(int arguments, uint expected) =>
        Assert.Equal(expected, _method.SignatureHash(arguments));

    [Fact]
    public void SignatureHash_MoreThanAllArguments_Throws() =>
        Assert.Throws<IndexOutOfRangeException>(() => _method.SignatureHash(3));

    [Fact]
    public void RequiredParameters_OptionalOnes_AreNotCounted() => Assert.Equal(1, _method.RequiredParameters);

    [Fact]
    public void ToString_OptionalParameters_AreInBrackets() =>
        Assert.Equal("SendMessage(ChatMessage message, [Int32 priority]):void", _method.ToString());
}
