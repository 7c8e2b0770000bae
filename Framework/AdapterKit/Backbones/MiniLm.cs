[assembly: AdapterKit.BackboneLayout(
    AdapterKit.MiniLm.Id,
    layers: 6,
    "attention",
    "feed_forward",
    Products = ["attention.q", "attention.k", "attention.v", "attention.o", "feed_forward.fc1", "feed_forward.fc2"],
    Memories = ["attention.memory"])]

namespace AdapterKit;

/// <summary>all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019), English: six layers of BERT, 384 wide.</summary>
public static class MiniLm
{
    /// <summary>The backbone's id.</summary>
    public const string Id = "all-minilm-l6-v2";
}
