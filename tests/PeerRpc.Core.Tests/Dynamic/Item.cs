using System.Text.Json.Serialization;

namespace PeerRpc.Core.Tests.Dynamic;

/// <summary>One of several shapes.</summary>
[JsonDerivedType(typeof(Note), "note")]
[JsonDerivedType(typeof(Picture), "picture")]
public abstract record Item(int Number);
