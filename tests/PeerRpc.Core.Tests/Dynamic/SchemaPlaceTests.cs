using System.Text.Json;
using PeerRpc.Core.Dynamic;
using Xunit;

namespace PeerRpc.Core.Tests.Dynamic;

public class SchemaPlaceTests
{
    [Fact]
    public async Task Property_OfASchemaThatLeadsEverywhere_IsGivenUpSoon()
    {
        string branches = string.Join(',', Enumerable.Repeat("{\"$ref\":\"#\"}", 100));
        JsonElement schema = JsonElement.Parse($"{{\"anyOf\":[{branches}]}}");
        JsonElement owner = JsonElement.Parse("{\"a\":1}");

        Task<bool> looking = Task.Run(() => new SchemaPlace(schema, schema).Property(owner, "a") is null);

        Assert.True(await looking.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Property_OfAnAlternative_IsFound()
    {
        JsonElement schema = JsonElement.Parse(
            """{"anyOf":[{"properties":{"k":{"const":1}}},{"properties":{"k":{"const":2},"b":{"x-peerrpc":"segment"}}}]}""");
        JsonElement owner = JsonElement.Parse("""{"k":2,"b":""}""");

        Assert.True(new SchemaPlace(schema, schema).Property(owner, "b")?.IsSegment);
    }
}
