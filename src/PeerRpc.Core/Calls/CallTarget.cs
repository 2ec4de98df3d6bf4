using System.Text;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Calls;

/// <summary>A method of a controller, as its name stands in every request: encoded once, copied each time.</summary>
internal sealed class CallTarget
{
    public CallTarget(string controller, PeerMethod method)
    {
        Controller = controller;
        Method = method;
        Encoded = Encode(controller, method.Name);
    }

    public string Controller { get; }

    public PeerMethod Method { get; }

    /// <summary>The path and the name, each as a length and UTF-8.</summary>
    public byte[] Encoded { get; }

    public static byte[] Encode(string controller, string method)
    {
        CheckName(controller, "The path of a controller");
        CheckName(method, "The name of a method");
        return new WireWriter().Text(controller).Text(method).Written.ToArray();
    }

    private static void CheckName(string name, string what)
    {
        if (Encoding.UTF8.GetByteCount(name) is 0 or > WireLimits.Name)
            throw new ArgumentException($"{what} has 1 to {WireLimits.Name} bytes of UTF-8; '{name}' has not.");
    }
}
