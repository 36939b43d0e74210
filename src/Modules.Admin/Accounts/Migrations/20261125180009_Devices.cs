using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Switchhook.Admin.Accounts.Migrations
{
    /// <inheritdoc />
    public partial class Devices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "device",
                schema: "accounts",
                table: "sessions",
                type: "text",
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_seen_at",
                schema: "accounts",
                table: "sessions",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "device", schema: "accounts", table: "sessions");

            migrationBuilder.DropColumn(name: "last_seen_at", schema: "accounts", table: "sessions");
        }
    }
}
