[assembly: AdapterKit.BackboneLayout(AdapterKit.UseLite.Id, layers: 2, "attention", "feed_forward")]

namespace AdapterKit;

/// <summary>Universal Sentence Encoder lite (Cer et al. 2018), English: the backbone that task adapters here are declared for.</summary>
public static class UseLite
{
    /// <summary>The backbone's id.</summary>
    public const string Id = "use-lite-en";
}
