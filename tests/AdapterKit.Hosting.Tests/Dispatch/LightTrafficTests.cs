namespace AdapterKit.Hosting.Tests;

/// <summary>Whether another key that asks for little may be back soon.</summary>
public sealed class LightTrafficTests
{
    private readonly LightTraffic light = new();

    [Fact]
    public void A_key_is_no_other_for_itself()
    {
        light.Observe("a", TimeSpan.Zero);

        Assert.False(light.HasOther("a", TimeSpan.Zero));
        Assert.True(light.HasOther("b", TimeSpan.Zero));
    }

    [Fact]
    public void Of_two_keys_each_is_the_other_of_the_other_whichever_came_last()
    {
        light.Observe("a", TimeSpan.Zero);
        light.Observe("b", TimeSpan.Zero);
        light.Observe("b", TimeSpan.Zero);

        Assert.True(light.HasOther("a", TimeSpan.Zero));
        Assert.True(light.HasOther("b", TimeSpan.Zero));
    }

    [Fact]
    public void It_is_forgotten_after_a_second()
    {
        light.Observe("a", TimeSpan.Zero);
        light.Observe("b", TimeSpan.FromSeconds(0.5));

        Assert.True(light.HasOther("b", TimeSpan.FromSeconds(0.9)));
        Assert.False(light.HasOther("b", TimeSpan.FromSeconds(1.2)));
        Assert.True(light.HasOther("a", TimeSpan.FromSeconds(1.2)));
    }
}
