namespace SharedText;

/// <summary>Which neighbour an anchor holds on to.</summary>
public enum AnchorSide
{
    /// <summary>The character before it: text that is inserted at the anchor's place comes behind the anchor.</summary>
    Before,

    /// <summary>The character after it: text that is inserted at the anchor's place moves the anchor on.</summary>
    After,
}
