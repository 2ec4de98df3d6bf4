namespace PeerRpc.Core.Calls;

/// <summary>Keeps an object of the other side callable for as long as something holds it.</summary>
internal interface IObjectReference
{
    /// <summary>Whether the object has been let go of.</summary>
    bool IsReleased { get; }

    /// <summary>Lets go of the object now.</summary>
    void Release();
}
