using System.Text;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Calls;

/// <summary>A method of a controller, as its name stands in every request: encoded once, copied each time.</summary>
internal sealed class CallTarget
{
    private readonly CallAddress _address;

    public CallTarget(CallAddress address, PeerMethod method)
    {
        _address = address;
        Method = method;
        CheckNames(address.Controller, method.Name);
        IsBuiltIn = OwnPaths.Include(address.Controller);
    }

    public string Controller => _address.Controller;

    /// <summary>
    /// Whether it is a method of an object. A call and the streams of its result hold their target, and so keep the
    /// object while they are under way.
    /// </summary>
    public bool IsObject => _address.ObjectId != 0;

    /// <summary>Whether its controller belongs to PeerRpc and not to the application.</summary>
    public bool IsBuiltIn { get; }

    public PeerMethod Method { get; }

    /// <summary>The path or the object's id, and the name; texts as a length and UTF-8.</summary>
    /// <remarks>For the first call: of most proxies only a few methods are ever called.</remarks>
    public byte[] Encoded => field ??= IsObject
        ? new WireWriter().Varint(_address.ObjectId).Text(Method.Name).Written.ToArray()
        : Encode(Controller, Method.Name);

    public static byte[] Encode(string controller, string method)
    {
        CheckNames(controller, method);
        return new WireWriter().Text(controller).Text(method).Written.ToArray();
    }

    private static void CheckNames(string controller, string method)
    {
        CheckName(controller, "The path of a controller");
        CheckName(method, "The name of a method");
    }

    private static void CheckName(string name, string what)
    {
        if (Encoding.UTF8.GetByteCount(name) is 0 or > WireLimits.Name)
            throw new ArgumentException($"{what} has 1 to {WireLimits.Name} bytes of UTF-8; '{name}' has not.");
    }
}
