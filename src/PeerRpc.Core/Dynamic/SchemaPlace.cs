using System.Text.Json;
using PeerRpc.Core.Description;

namespace PeerRpc.Core.Dynamic;

/// <summary>A place in the schema of a value, followed to find the byte buffers in the value.</summary>
/// <remarks>
/// The schema is the other side's word. Its references may lead in circles, so only so many are followed at a time,
/// and only so many alternatives are looked into; what is not understood counts as a place without buffers.
/// </remarks>
/// <param name="root">The whole schema, in which its references lead.</param>
/// <param name="at">The place.</param>
internal readonly struct SchemaPlace(JsonElement root, JsonElement at)
{
    private const int MostHops = 8;

    // In all, for one property: alternatives within alternatives could be more than anybody can go through.
    private const int MostAlternatives = 256;

    private JsonElement At => Resolve(MostHops);

    /// <summary>Whether a byte buffer stands here, which travels beside the JSON.</summary>
    public bool IsSegment =>
        At is { ValueKind: JsonValueKind.Object } here
        && here.TryGetProperty(SchemaWriter.Keyword, out JsonElement mark)
        && mark.ValueKind == JsonValueKind.String && mark.ValueEquals(SchemaWriter.Segment);

    /// <summary>The place of a property of an object that stands here; null if nothing is known of it.</summary>
    public SchemaPlace? Property(JsonElement owner, string name)
    {
        int left = MostAlternatives;
        return Property(owner, name, MostHops, ref left);
    }

    /// <summary>The place of the elements of an array that stands here; null if nothing is known of them.</summary>
    public SchemaPlace? Element() => Under(At, "items");

    private SchemaPlace? Property(JsonElement owner, string name, int hops, ref int left)
    {
        JsonElement here = At;
        if (here.ValueKind != JsonValueKind.Object || hops == 0)
            return null;
        if (Under(here, "properties") is { } properties && Under(properties.At, name) is { } property)
            return property;
        // Members of derived types stand in the alternatives, which the constants in them tell apart.
        if (here.TryGetProperty("anyOf", out JsonElement branches) && branches.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement branch in branches.EnumerateArray())
            {
                if (left-- <= 0)
                    return null;
                var place = new SchemaPlace(root, branch);
                if (place.Fits(owner) && place.Property(owner, name, hops - 1, ref left) is { } found)
                    return found;
            }
        }
        return Under(here, "additionalProperties");
    }

    private bool Fits(JsonElement owner)
    {
        if (Under(At, "properties")?.At is not { ValueKind: JsonValueKind.Object } properties)
            return true;
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object
                && property.Value.TryGetProperty("const", out JsonElement constant)
                && !(owner.TryGetProperty(property.Name, out JsonElement value)
                    && JsonElement.DeepEquals(value, constant)))
                return false;
        }
        return true;
    }

    private SchemaPlace? Under(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement found)
            ? new SchemaPlace(root, found)
            : null;

    private JsonElement Resolve(int hops)
    {
        JsonElement here = at;
        for (; hops > 0 && ReferenceOf(here) is { } pointer; hops--)
        {
            if (Follow(pointer) is not { } target)
                return default;
            here = target;
        }
        return here;
    }

    private static string? ReferenceOf(JsonElement here) =>
        here.ValueKind == JsonValueKind.Object
        && here.TryGetProperty("$ref", out JsonElement reference)
        && reference.ValueKind == JsonValueKind.String
            ? reference.GetString()
            : null;

    // A JSON pointer from the root: "#", or "#/properties/parent".
    private JsonElement? Follow(string pointer)
    {
        if (!pointer.StartsWith('#'))
            return null;
        JsonElement here = root;
        foreach (string part in pointer[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string name = Uri.UnescapeDataString(part)
                .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (Step(here, name) is not { } next)
                return null;
            here = next;
        }
        return here;
    }

    private static JsonElement? Step(JsonElement here, string name) => here.ValueKind switch
    {
        JsonValueKind.Object when here.TryGetProperty(name, out JsonElement member) => member,
        JsonValueKind.Array when int.TryParse(name, out int index) && (uint)index < (uint)here.GetArrayLength() =>
            here[index],
        _ => null,
    };
}
