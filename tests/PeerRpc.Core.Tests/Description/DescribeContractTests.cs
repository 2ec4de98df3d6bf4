using System.Text;
using System.Text.Json;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Description;
using PeerRpc.Core.Tests.Protocol;
using Xunit;

namespace PeerRpc.Core.Tests.Description;

public class DescribeContractTests
{
    private const string Table = "| signature of the description | arguments | |";

    private static readonly JsonElement Text = JsonElement.Parse("""{"type":"string"}""");

    private static readonly PeerControllerDescription Chat = new(
        "/chat",
        [
            new PeerMethodDescription(
                "Read", [new PeerParameterDescription("count", new(PeerValueKind.Value, "Int32"), true, Ten)],
                [new PeerErrorDescription("chat.muted", Text)], "IAsyncEnumerable<String>",
                new(PeerValueKind.Items, "IAsyncEnumerable<String>", null, new(PeerValueKind.Value, "String", Text))),
        ]);

    private static JsonElement Ten => JsonElement.Parse("10");

    [Fact]
    [Trait("Must", "D-1")]
    public void Contract_OfTheDescription_IsThatOfTheDocument()
    {
        PeerContract<IDescribeController> contract = PeerContracts.Get<IDescribeController>();

        Assert.Equal("$peerrpc/describe", contract.Path);
        Assert.Equal(
            ProtocolDocument.Table(Table).Select(row => row[0].Trim('`')),
            contract.Methods.SelectMany(method => new[] { method.Signature(0), method.Signature(1) }));
    }

    [Fact]
    [Trait("Must", "D-1")]
    public void Description_OnTheWire_HasTheMembersOfTheDocument()
    {
        byte[] written = DescriptionJson.Write([Chat]);

        Assert.Equal(
            """
            [{"path":"/chat","methods":[{"name":"Read",
            "parameters":[{"name":"count","value":{"kind":0,"type":"Int32"},"isOptional":true,"default":10}],
            "errors":[{"name":"chat.muted","schema":{"type":"string"}}],"returns":"IAsyncEnumerable<String>",
            "result":{"kind":1,"type":"IAsyncEnumerable<String>","items":{"kind":0,"type":"String","schema":{"type":"string"}}},
            "isOneWay":false,"isIdempotent":false}]}]
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(written));
        PeerMethodDescription read = Assert.Single(Assert.Single(DescriptionJson.Read(written)).Methods);
        Assert.Equal(("Read", "count"), (read.Name, read.Parameters[0].Name));
        Assert.Equal("10", read.Parameters[0].Default?.GetRawText());
        Assert.Equal(PeerValueKind.Value, read.Result!.Items!.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[null]")]
    [InlineData("""[{"path":"/a","methods":null}]""")]
    [InlineData("""[{"path":"/a","methods":[null]}]""")]
    public void Read_WhatIsNoDescription_Fails(string text)
    {
        PeerRpcException failure =
            Assert.Throws<PeerRpcException>(() => DescriptionJson.Read(Encoding.UTF8.GetBytes(text)));

        Assert.Equal((PeerErrorCode.Internal, Executed.Yes), (failure.Code, failure.Executed));
    }
}
