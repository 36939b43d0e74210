using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Switchhook.Admin.Accounts.Migrations
{
    /// <inheritdoc />
    public partial class Zones : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "zone", schema: "accounts", table: "accounts", type: "text", nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "zone", schema: "accounts", table: "accounts");
        }
    }
}
