[assembly: AdapterKit.BackboneLayout(
    AdapterKit.ArcticXs.Id,
    layers: 6,
    "attention",
    "feed_forward",
    Products = ["attention.q", "attention.k", "attention.v", "attention.o", "feed_forward.fc1", "feed_forward.fc2"],
    Memories = ["attention.memory"])]

namespace AdapterKit;

/// <summary>snowflake-arctic-embed-xs (Merrick et al. 2024), English: six layers of BERT, 384 wide, trained for retrieval.</summary>
public static class ArcticXs
{
    /// <summary>The backbone's id.</summary>
    public const string Id = "arctic-embed-xs";
}
