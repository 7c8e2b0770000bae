namespace AdapterKit.Tests;

/// <summary>Setups are values: equal where they say the same, and refused where they make no sense.</summary>
public sealed class SetupTests
{
    [Fact]
    public void Setups_are_equal_where_they_name_the_same_tasks_in_the_same_way()
    {
        Assert.NotEqual<Setup>(Setup.Stack("a"), Setup.Stack("a", "b"));
        Assert.Equal<Setup>(Setup.Fuse("a", Setup.Stack("b", "c")), Setup.Fuse("a", Setup.Stack("b", "c")));
        Assert.Equal(Setup.Fuse("a", "b").GetHashCode(), Setup.Fuse("a", "b").GetHashCode());
        Assert.NotEqual(Setup.Fuse("a", "b"), Setup.Fuse("a", "ab"));
    }

    [Fact]
    public void A_fusion_has_two_members_none_of_them_twice_and_none_a_fusion()
    {
        Assert.Throws<ArgumentException>(() => Setup.Fuse("a"));
        Assert.Throws<ArgumentException>(() => Setup.Fuse("a", Setup.Fuse("b", "c")));
        Assert.StartsWith("The fusion names a twice.", Assert.Throws<ArgumentException>(() => Setup.Fuse("a", "b", "a")).Message, StringComparison.Ordinal);
    }
}
