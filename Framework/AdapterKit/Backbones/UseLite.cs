[assembly: AdapterKit.BackboneLayout(
    AdapterKit.UseLite.Id,
    layers: 2,
    "attention",
    "feed_forward",
    Products = ["attention.q", "attention.k", "attention.v", "attention.o", "feed_forward.fc1", "feed_forward.fc2"],
    Memories = ["attention.memory"])]

namespace AdapterKit;

/// <summary>Universal Sentence Encoder lite (Cer et al. 2018), English: two layers, 512 wide.</summary>
public static class UseLite
{
    /// <summary>The backbone's id.</summary>
    public const string Id = "use-lite-en";
}
