using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerRpc.Core.Description;

/// <summary>The JSON of descriptions, and how it is written and read.</summary>
[JsonSerializable(typeof(PeerControllerDescription[]))]
internal sealed partial class DescriptionJson : JsonSerializerContext
{
    // A schema of a value that nests 32 deep takes two levels for each of them, and stands seven deep itself.
    private const int MaxDepth = 128;

    private static readonly DescriptionJson Wire = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = MaxDepth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes descriptions as one JSON text in UTF-8.</summary>
    public static byte[] Write(PeerControllerDescription[] descriptions) =>
        JsonSerializer.SerializeToUtf8Bytes(descriptions, Wire.PeerControllerDescriptionArray);

    /// <summary>Reads what a peer says of itself.</summary>
    /// <exception cref="PeerRpcException">It cannot be read.</exception>
    public static PeerControllerDescription[] Read(byte[] text)
    {
        try
        {
            PeerControllerDescription[]? read = JsonSerializer.Deserialize(text, Wire.PeerControllerDescriptionArray);
            return read is not null && read.All(IsWhole) ? read : throw new JsonException("Something in it is null.");
        }
        catch (JsonException failure)
        {
            throw new PeerRpcException(
                PeerErrorCode.Internal, $"The peer's description of itself cannot be read: {failure.Message}",
                Executed.Yes, PeerErrorOrigin.Caller, failure);
        }
    }

    // Elements of lists, of whose annotations the serializer knows nothing.
    private static bool IsWhole(PeerControllerDescription? controller) =>
        controller is not null && controller.Methods.All(method =>
            method is not null
            && method.Parameters.All(parameter => parameter is not null)
            && method.Errors.All(error => error is not null));
}
