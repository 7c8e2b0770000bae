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
        Assert.Equal<Setup>(Setup.Of("a").Drop("0..2"), Setup.Of("a").Drop("0,1,2"));
        Assert.NotEqual<Setup>(Setup.Of("a").Drop("0..2"), Setup.Of("a").Drop("0..2", "attention"));
        Assert.Equal(Setup.Parallel("a", Setup.Of("b").Drop("0")), Setup.Parallel("a", Setup.Of("b").Drop("0")));
        Assert.NotEqual<Setup>(Setup.Parallel("a", "b"), Setup.BatchSplit("a", "b"));
    }

    [Fact]
    public void Setups_say_what_they_are()
    {
        Assert.Equal(
            "Parallel[a, Stack[b, c].Drop(0..1; attention: 3)]",
            Setup.Parallel("a",
                Setup.Stack("b", "c").Drop(DropSet.None.With(LayerSet.Parse("0..1")).With(LayerSet.Parse("3"), "attention"))).ToString());
        Assert.Equal(["a", "b"], Setup.BatchSplit("a", Setup.Bare, "b", "a").Names);
    }

    [Fact]
    public void A_fusion_has_two_members_none_of_them_twice_and_none_but_names_and_stacks()
    {
        Assert.Throws<ArgumentException>(() => Setup.Fuse("a"));
        Assert.Throws<ArgumentException>(() => Setup.Fuse("a", Setup.Fuse("b", "c")));
        Assert.Throws<ArgumentException>(() => Setup.Fuse("a", Setup.Of("b").Drop("0")));
        Assert.StartsWith(
            "The fusion names a twice.",
            Assert.Throws<ArgumentException>(() => Setup.Fuse("a", "b", "a")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_run_side_by_side_at_one_level_alone()
    {
        Assert.Throws<ArgumentException>(() => Setup.Parallel("a"));
        Assert.Throws<ArgumentException>(() => Setup.Parallel("a", Setup.Parallel("b", "c")));
        Assert.Throws<ArgumentException>(() => Setup.Parallel("a", Setup.Stack("b", Setup.Parallel("c", "d"))));
        Assert.Throws<ArgumentException>(() => Setup.BatchSplit());
        Assert.Throws<ArgumentException>(() => Setup.BatchSplit("a", Setup.Parallel("b", "c").Drop("0")));
        Assert.Throws<ArgumentException>(() => Setup.Stack(Setup.Parallel("a", "b"), Setup.Parallel("c", "d")));
        Assert.StartsWith(
            "The parallel setup names a twice.",
            Assert.Throws<ArgumentException>(() => Setup.Parallel("a", "b", "a")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_needs_every_task_that_the_setup_names()
    {
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, AnyTask.Declared.Config);

        Assert.StartsWith(
            "No task is called 'b'. The tasks are: any.",
            Assert.Throws<ArgumentException>(() => backbone.Compile(Setup.Parallel("any", "b"), [task])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "has weights of its own",
            Assert.Throws<ArgumentException>(() => backbone.Compile(Setup.Fuse("any", "b"), [task])).Message,
            StringComparison.Ordinal);
    }
}
